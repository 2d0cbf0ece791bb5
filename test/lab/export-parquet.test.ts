import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { runCli } from '../cli/run-cli.ts';
import { temporaryFolder } from './temporary-folder.ts';

const SCENARIO = `language 1
device gpu { driver vfio-pci  bar 2 { phys 0x2000_0000_0000 size 2G } }
scenario "a BAR, drawn" {
  seeds 1..4
  occupancy { scatter 40 anon of lognormal(64K, 4M) between 0x7fff_0000_0000 and 0x7fff_f000_0000 }
  bar2 = mmap gpu.bar2
}
`;

async function exported() {
  const cwd = temporaryFolder({ 'a.scn': SCENARIO });
  await runCli(cwd, ['run', 'a.scn', '--quiet', '--policy', 'linux,gunthorpe-start-pfn,mastro']);
  const { code, err } = await runCli(cwd, ['export']);
  return { cwd, code, err };
}

const FILES = ['placements', 'coverage', 'fragmentation', 'statistics'];

describe('policy-lab export', () => {
  it('writes a Parquet file for every CSV file, which a later run keeps', async () => {
    const { cwd, code, err } = await exported();
    expect({ code, err }).toEqual({
      code: 0,
      err: 'policy-lab: wrote placements.parquet, coverage.parquet, fragmentation.parquet, statistics.parquet to results/parquet\n',
    });
    expect(FILES.every((file) => existsSync(path.join(cwd, `results/parquet/${file}.parquet`)))).toBe(true);
  });

  it.each(FILES)('%s: DuckDB reads the same rows from both', async (file) => {
    const { cwd } = await exported();
    const csv = path.join(cwd, `results/${file}.csv`);
    const parquet = path.join(cwd, `results/parquet/${file}.parquet`);
    const connection = await (await DuckDBInstance.create()).connect();
    const header = readFileSync(csv, 'utf8').split('\r\n')[0]!.split(',');
    // As text, which is what a CSV file has; Parquet's integers are compared in decimal, addresses in hexadecimal.
    const address = ['address', 'pa', 'offset', 'window_start', 'window_end'];
    const shown = header.map((name) => {
      const text = address.includes(name) ? `'0x' || lower(to_hex("${name}"))` : `"${name}"::varchar`;
      return `coalesce(${text}, '') as "${name}"`;
    });
    const typed = `select ${shown.join(', ')} from read_parquet('${parquet}')`;
    const plain = `select ${header.map((name) => `coalesce("${name}", '') as "${name}"`).join(', ')} from read_csv('${csv}', all_varchar = true, header = true)`;
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
    const [fromParquet, fromCsv] = [await rows(typed), await rows(plain)];
    expect(fromParquet.length).toBeGreaterThan(2);
    const numbers = (list: Record<string, unknown>[]) =>
      list.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, value]) => [
            key,
            /^-?[\d.]+(e-?\d+)?$/.test(String(value)) ? Number(value) : value,
          ]),
        ),
      );
    expect(numbers(fromParquet)).toEqual(numbers(fromCsv));
  });

  it('has typed columns: hyparquet reads integers, doubles and empty fields', async () => {
    const { cwd } = await exported();
    const bytes = readFileSync(path.join(cwd, 'results/parquet/statistics.parquet'));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const [linux] = await parquetReadObjects({ file });
    expect(linux).toMatchObject({ policy: 'linux', n: 4n, pairs: null });
    expect(typeof linux!.value).toBe('number');
  });

  it('says where there is nothing to export', async () => {
    const { code, err } = await runCli(temporaryFolder(), ['export', 'nowhere']);
    expect(code).toBe(2);
    expect(err).toContain("there are no results in 'nowhere'");
  });
});
