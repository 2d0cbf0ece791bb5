import { reserved, soft } from './keyword.ts';

/** Words that begin a declaration, or join its parts. */
export const Language = reserved('language');
export const Include = reserved('include');
export const Use = reserved('use');
export const MachineWord = reserved('machine');
export const Extends = reserved('extends');
export const DeviceWord = reserved('device');
export const FileWord = reserved('file');
export const ScenarioWord = reserved('scenario');
export const On = reserved('on');
export const Off = soft('off');

export const DECLARATION_TOKENS = [
  Language,
  Include,
  Use,
  MachineWord,
  Extends,
  DeviceWord,
  FileWord,
  ScenarioWord,
  On,
  Off,
];
