import { DeviceWord, FileWord } from '../tokens/declarations.ts';
import * as device from '../tokens/device.ts';
import { Name } from '../tokens/names.ts';
import { Integer } from '../tokens/numbers.ts';
import { LeftBrace, LengthPlus, QuotedText, RightBrace } from '../tokens/punctuation.ts';
import { Offset, To } from '../tokens/statements.ts';
import type { Rule } from './expressions.ts';
import { MachineRules } from './machines.ts';

/** `device NAME { … }` and `file NAME { … }`. */
export class DeviceRules extends MachineRules {
  protected readonly deviceDeclaration: Rule = this.RULE('deviceDeclaration', () => {
    this.CONSUME(DeviceWord);
    this.CONSUME(Name);
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.deviceSetting));
    this.CONSUME(RightBrace);
  });

  protected readonly deviceSetting: Rule = this.RULE('deviceSetting', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.deviceWord) },
      { ALT: () => this.SUBRULE(this.deviceSwitch) },
      { ALT: () => this.SUBRULE(this.pgoffShift) },
      { ALT: () => this.SUBRULE(this.tells) },
      { ALT: () => this.SUBRULE(this.bar) },
      { ALT: () => this.SUBRULE(this.region) },
    ]);
  });

  protected readonly deviceWord: Rule = this.RULE('deviceWord', () => {
    this.OR(this.alternatives([device.Driver, device.Populate, device.Hook]));
    this.SUBRULE(this.word);
  });

  protected readonly deviceSwitch: Rule = this.RULE('deviceSwitch', () => {
    this.CONSUME(device.Vfio);
    this.SUBRULE(this.switchValue);
  });

  protected readonly pgoffShift: Rule = this.RULE('pgoffShift', () => {
    this.CONSUME(device.PgoffShift);
    this.SUBRULE(this.expression);
  });

  protected readonly tells: Rule = this.RULE('tells', () => {
    this.CONSUME(device.Tells);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(device.StartPfn);
          this.OPTION(() => this.SUBRULE(this.expression));
        },
      },
      {
        ALT: () => {
          this.CONSUME(device.Order);
          this.SUBRULE1(this.expression);
        },
      },
      {
        ALT: () => {
          this.CONSUME(device.Action);
          this.SUBRULE(this.word);
        },
      },
      { ALT: () => this.CONSUME(device.Nothing) },
    ]);
  });

  protected readonly bar: Rule = this.RULE('bar', () => {
    this.CONSUME(device.Bar);
    this.CONSUME(Integer);
    this.SUBRULE(this.regionBlock);
  });

  protected readonly region: Rule = this.RULE('region', () => {
    this.CONSUME(device.Region);
    this.CONSUME(Name);
    this.SUBRULE(this.regionBlock);
  });

  protected readonly regionBlock: Rule = this.RULE('regionBlock', () => {
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.regionSetting));
    this.CONSUME(RightBrace);
  });

  protected readonly regionSetting: Rule = this.RULE('regionSetting', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.regionNumber) },
      { ALT: () => this.CONSUME(device.Prefetchable) },
      { ALT: () => this.SUBRULE(this.extent) },
    ]);
  });

  protected readonly regionNumber: Rule = this.RULE('regionNumber', () => {
    this.OR(this.alternatives([device.Phys, device.SizeWord, Offset]));
    this.SUBRULE(this.expression);
  });

  protected readonly extent: Rule = this.RULE('extent', () => {
    this.OR(this.alternatives([device.Hole, device.Range]));
    this.SUBRULE(this.expression);
    this.CONSUME(LengthPlus);
    this.SUBRULE(this.factor);
    this.OPTION(() => this.CONSUME(QuotedText));
  });

  protected readonly fileDeclaration: Rule = this.RULE('fileDeclaration', () => {
    this.CONSUME(FileWord);
    this.CONSUME(Name);
    this.CONSUME(LeftBrace);
    this.MANY(() => this.SUBRULE(this.fileSetting));
    this.CONSUME(RightBrace);
  });

  protected readonly fileSetting: Rule = this.RULE('fileSetting', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.fileWord) },
      { ALT: () => this.SUBRULE(this.fileNumber) },
      { ALT: () => this.SUBRULE(this.fileSwitch) },
      { ALT: () => this.SUBRULE(this.folios) },
    ]);
  });

  protected readonly fileWord: Rule = this.RULE('fileWord', () => {
    this.OR(this.alternatives([device.Fs, device.Huge, device.Hook]));
    this.SUBRULE(this.word);
  });

  protected readonly fileNumber: Rule = this.RULE('fileNumber', () => {
    this.OR(this.alternatives([device.SizeWord, device.Page]));
    this.SUBRULE(this.expression);
  });

  protected readonly fileSwitch: Rule = this.RULE('fileSwitch', () => {
    this.CONSUME(device.Dax);
    this.SUBRULE(this.switchValue);
  });

  protected readonly folios: Rule = this.RULE('folios', () => {
    this.CONSUME(device.Folios);
    this.CONSUME(device.Up);
    this.CONSUME(To);
    this.SUBRULE(this.expression);
  });
}
