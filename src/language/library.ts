import { LIBRARY } from './library.generated.ts';

const ROOT = 'library:';

/** Names of the machines and devices that are shipped: `machines/sapphire-rapids`, in order. */
export const LIBRARIES: readonly string[] = Object.keys(LIBRARY);

/** How a library is called among the sources of a host; no file has such a path. */
export function libraryPath(name: string): string {
  return `${ROOT}${name}.scn`;
}

/** The texts of the library by that path. */
export const LIBRARY_SOURCES: ReadonlyMap<string, string> = new Map(
  LIBRARIES.map((name) => [libraryPath(name), LIBRARY[name] ?? '']),
);

/** `machines/sapphire-rapids` of such a path: its file is that with `.scn` in the folder `library` of the package. */
export function libraryName(path: string): string | undefined {
  return path.startsWith(ROOT) ? path.slice(ROOT.length, -'.scn'.length) : undefined;
}
