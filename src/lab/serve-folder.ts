import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { LabError, systemCode } from './lab-error.ts';

/** A folder that is being served. */
export interface Served {
  /** `http://127.0.0.1:8080/`. */
  readonly address: string;
  close(): Promise<void>;
}

/** Only this machine can ask. */
const LOOPBACK = '127.0.0.1';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const HEADERS = {
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Serves the files of a folder on loopback, and nothing else: other hosts' names are refused, so that no page elsewhere
 * can reach it by a name that it makes to point here.
 * @param port - 0 for any that is free.
 * @throws LabError where the port is taken or not allowed.
 */
export async function serveFolder(folder: string, port: number): Promise<Served> {
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => answer(folder, request, response));
  await listening(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return {
    address: `http://${LOOPBACK}:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const why = systemCode(error) === 'EADDRINUSE' ? 'another program listens there' : error.message;
      reject(
        new LabError(
          'port-unusable',
          `cannot listen on port ${port}: ${why}`,
          'choose another one with --port',
        ),
      );
    });
    server.listen(port, LOOPBACK, resolve);
  });
}

function answer(folder: string, { headers, method, url }: IncomingMessage, response: ServerResponse): void {
  const file = fileOf(folder, url ?? '/');
  if (!isLocal(headers.host)) refuse(response, 403, 'This server answers to 127.0.0.1 and localhost only.');
  else if (method !== 'GET' && method !== 'HEAD') refuse(response, 405, 'Files can be read here, no more.');
  else if (file === undefined) refuse(response, 404, 'There is no such file.');
  else {
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...HEADERS, 'Content-Type': type });
    if (method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  }
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function isLocal(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}

/** The file that an address names; undefined where it names none inside the folder. */
function fileOf(folder: string, url: string): string | undefined {
  const asked = pathOf(url);
  if (asked === undefined) return undefined;
  const file = path.join(folder, asked.endsWith('/') ? `${asked}index.html` : asked);
  if (!file.startsWith(folder + path.sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

function pathOf(url: string): string | undefined {
  try {
    const asked = decodeURIComponent(new URL(`http://localhost${url}`).pathname);
    return asked.includes('\0') ? undefined : asked;
  } catch {
    return undefined;
  }
}
