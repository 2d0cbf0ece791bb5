import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LabError } from '../../src/lab/lab-error.ts';
import { type Served, serveFolder } from '../../src/lab/serve-folder.ts';

describe('a folder on loopback', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'policy-lab-serve-'));
  const folder = path.join(place, 'play');
  let served: Served;
  beforeAll(async () => {
    mkdirSync(path.join(folder, 'assets'), { recursive: true });
    writeFileSync(path.join(place, 'secret'), 'secret');
    writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(path.join(folder, 'assets/a.js'), 'export {};');
    served = await serveFolder(folder, 0);
  });
  afterAll(async () => {
    await served.close();
    rmSync(place, { recursive: true });
  });

  /** One request as it is written, without the mending that fetch() does. */
  function ask(url: string, headers: Record<string, string> = {}, method = 'GET') {
    return new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(served.address);
      const asked = request({ hostname, port, path: url, method, headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += String(chunk);
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }),
        );
      });
      asked.on('error', reject);
      asked.end();
    });
  }

  it('has its files, with their types', async () => {
    expect(await ask('/')).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
      text: '<!doctype html>',
    });
    expect(await ask('/assets/a.js?x=1')).toMatchObject({
      status: 200,
      type: 'text/javascript; charset=utf-8',
    });
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  it.each([
    '/../secret',
    '/..%2fsecret',
    '/%2e%2e/secret',
    '/assets/../../secret',
    '/assets',
    '/none',
    '/%',
    '/%00',
    '//secret',
  ])('has nothing at %s', async (url) => {
    const { status, text } = await ask(url);
    expect(status).toBe(404);
    expect(text).not.toContain('secret');
  });

  it('refuses the names of other hosts, and anything but reading', async () => {
    expect((await ask('/', { Host: 'evil.example' })).status).toBe(403);
    expect((await ask('/', { Host: '127.0.0.1.evil.example' })).status).toBe(403);
    expect((await ask('/', { Host: 'localhost:1' })).status).toBe(200);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
  });

  it('listens on loopback only', async () => {
    expect(served.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const outer = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal);
    if (!outer) return;
    const { port } = new URL(served.address);
    await expect(fetch(`http://${outer.address}:${port}/`)).rejects.toThrow();
  });

  it('says why it cannot listen', async () => {
    const { port } = new URL(served.address);
    await expect(serveFolder(folder, Number(port))).rejects.toThrow(LabError);
    await expect(serveFolder(folder, Number(port))).rejects.toThrow('another program listens there');
  });
});
