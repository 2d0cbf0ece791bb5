import { soft } from './keyword.ts';

/** Settings of device, region and file blocks. */
export const Driver = soft('driver');
export const Populate = soft('populate');
export const Vfio = soft('vfio');
export const Tells = soft('tells');
export const StartPfn = soft('start_pfn');
export const Order = soft('order');
export const Action = soft('action');
export const Nothing = soft('nothing');
export const Hook = soft('hook');
export const PgoffShift = soft('pgoff_shift');
export const Bar = soft('bar');
export const Region = soft('region');
export const Phys = soft('phys');
export const SizeWord = soft('size');
export const Prefetchable = soft('prefetchable');
export const Hole = soft('hole');
export const Range = soft('range');
export const Fs = soft('fs');
export const Folios = soft('folios');
export const Up = soft('up');
export const Huge = soft('huge');
export const Dax = soft('dax');
export const Page = soft('page');

export const DEVICE_TOKENS = [
  Driver,
  Populate,
  Vfio,
  Tells,
  StartPfn,
  Order,
  Action,
  Nothing,
  Hook,
  PgoffShift,
  Bar,
  Region,
  Phys,
  SizeWord,
  Prefetchable,
  Hole,
  Range,
  Fs,
  Folios,
  Up,
  Huge,
  Dax,
  Page,
];
