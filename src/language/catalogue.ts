/** One kind of mistake: its severity, and templates whose `{holes}` a report fills. */
interface Entry<M extends string, H extends string> {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: M;
  readonly hint: H;
}

function error<const M extends string, const H extends string>(message: M, hint: H): Entry<M, H> {
  return { severity: 'error', message, hint };
}

function warning<const M extends string, const H extends string>(message: M, hint: H): Entry<M, H> {
  return { severity: 'warning', message, hint };
}

function info<const M extends string, const H extends string>(message: M, hint: H): Entry<M, H> {
  return { severity: 'info', message, hint };
}

/**
 * Every diagnostic of the language. Codes are stable: a code is never given a second meaning.
 * 1xxx the text's form, 2xxx names, 3xxx values and ranges, 4xxx machines, devices and files, 5xxx sweeps, seeds and
 * budgets, 6xxx other files.
 */
export const CATALOGUE = {
  PL1001: error("expected {expected}, found '{found}'", '{hint}'),
  PL1002: error('the text ends where {expected} was expected', 'close what was opened: {hint}'),
  PL1003: error("'{text}' means nothing here", '{hint}'),
  PL1004: error(
    'this text is not closed',
    'end it with a double quote on the same line; write \\" for a quote inside',
  ),
  PL1005: error('the file does not say its language version', "begin it with 'language 1'"),
  PL1006: error(
    'language version {version} is newer than this program',
    "it reads version 1: install a newer policy-lab, or write 'language 1'",
  ),
  PL1007: error("'{text}' is not a number", '{hint}'),
  PL1008: error("'{text}' is a word of the language, not a name", "choose another name, such as 'my_{text}'"),
  PL1009: error("unknown setting '{found}' in {block}", '{hint}'),
  PL1010: error("unknown statement '{found}'", '{hint}'),
  PL1011: error("'{clause}' is said twice", 'keep one of the two'),
  PL1012: error(
    "'+{text}' is a length here, not a sum",
    "for a sum write blanks on both sides: '{left} + {text}'",
  ),
  PL1013: error("'{text}' stands without a word that says what it is", '{hint}'),
  PL1014: error("'{clause}' does not belong to {statement}", '{hint}'),
  PL1015: error('{text} is too large to be computed with exactly', 'the largest number is 128P (2^57)'),
  PL1016: error("'=' gives a name; a comparison is '=='", "write '=='"),
  PL1017: error("'{clause}' contradicts '{other}'", 'keep one of the two'),
  PL1018: error('this is nested too deep', '{hint}'),
  PL1019: error('too many mistakes: the rest of the file is not read', 'mend the ones before it first'),
  PL1020: info(
    "'language 0' was the draft of version 1, which means the same",
    "write 'language 1', or run 'policy-lab migrate'",
  ),
  PL1021: warning(
    "there is no diagnostic '{code}'",
    'check names the code of each finding; docs/diagnostics.md lists all',
  ),
  PL1022: warning("'allow {code}' allows nothing", '{code} is not found here: remove the comment'),
  PL1023: warning(
    '{code} is an error, which cannot be allowed',
    'mend it: a scenario with an error does not run',
  ),
  PL1024: warning(
    "'allow {code}' gives no reason",
    "say why: '# allow {code}: …'; without one it allows nothing",
  ),
  PL2001: error("unknown machine '{name}'", '{hint}'),
  PL2002: error("unknown device or file '{name}'", '{hint}'),
  PL2003: error("{device} has no region '{name}'", '{hint}'),
  PL2004: error("unknown mapping '{name}'", '{hint}'),
  PL2005: error("unknown variable '{name}'", '{hint}'),
  PL2006: error("the {kind} '{name}' is declared twice", 'give one of them another name'),
  PL2007: error(
    "the mapping '{name}' is named twice",
    'names are unique in a scenario; give this one another',
  ),
  PL2008: error(
    "a second scenario is called '{name}'",
    'names are unique in a file, because tables go by them',
  ),
  PL2009: error("the variable '{name}' is defined twice", 'give one of them another name'),
  PL2010: error("unknown driver '{name}'", '{hint}'),
  PL2011: error("unknown file system '{name}'", '{hint}'),
  PL2012: error("unknown metric '{name}'", '{hint}'),
  PL2013: error("unknown policy '{name}'", '{hint}'),
  PL2014: error("{policy} has no option '{name}'", '{hint}'),
  PL2015: info("the {kind} '{name}' is never used", "remove it, or map it with 'mmap {example}'"),
  PL2016: error("unknown distribution '{name}'", '{hint}'),
  PL2017: error("unknown device '{name}'", '{hint}'),
  PL2018: error("'{name}' is named inside {block}, where it would be made several times", '{hint}'),
  PL2019: error("'{name}' is used before it is mapped", 'move this statement below the one that maps it'),
  PL2020: error(
    "a variable's name has no '-' ('{name}')",
    "write '{mend}', so that '$a-4K' is a subtraction",
  ),
  PL2021: warning("the variable '{name}' is never used", "use it as '{use}', or remove it"),
  PL2022: error("'{name}' extends itself", 'extend a preset, or a machine that does not come back here'),
  PL2023: error("{device} has two regions '{name}'", 'give one of them another number or name'),
  PL2024: error("unknown commit switch '{name}'", '{hint}'),
  PL2025: error("'{name}' is a device; a mapping needs one of its regions", '{hint}'),
  PL2026: error("'{name}' is a file and has no regions", "write 'mmap {name}'"),
  PL2027: error("'{name}' stands for several areas; say which", "write '{name}.0' for the first"),
  PL2028: error("'{name}' is the name of a preset", 'give the machine another name'),
  PL2029: error("'{name}' has {count} areas", 'they are {name}.0 to {name}.{last}'),
  PL2030: error("'{name}' is a figure of the whole scenario", 'write it without a mapping: expect {name} …'),
  PL2031: error("'{name}' is a figure of one mapping", 'say of which: expect {name}({example}) …'),
  PL2032: error("'{name}' cannot be {found}", '{hint}'),
  PL2033: error("'{name}' cannot be a headline", '{hint}'),
  PL2034: error('a second headline', 'a table turns on one metric: keep one of them'),
  PL2035: error("there is no library '{name}'", '{hint}'),
  PL3001: error("{setting} cannot be '{found}'", '{hint}'),
  PL3002: error('the length is 0', 'mmap(2) answers EINVAL; the smallest length is one page ({page})'),
  PL3003: error(
    'the offset {offset} is not a multiple of the page size ({page})',
    'mmap(2) answers EINVAL; use {mend}',
  ),
  PL3004: error(
    'offset {offset} and length {length} reach {over} past the end of {region} ({size})',
    'the driver answers EINVAL; the length can be at most {mend}',
  ),
  PL3005: warning(
    'offset {offset} and length {length} reach {over} past the end of {file} ({size})',
    'the mapping succeeds, but touching what lies past the end raises SIGBUS',
  ),
  PL3006: error('{address} is outside user space on {machine}', 'user addresses go from {from} to {to}'),
  PL3007: error(
    'MAP_FIXED needs a page-aligned address, {address} is not',
    'use {mend}; without fixed it is a hint',
  ),
  PL3008: error('division by zero', 'the right side is 0 here; guard it with another value'),
  PL3009: error('the percentages sum to {sum}, not to 100', '{hint}'),
  PL3010: error('the range {from}..{to} is reversed', "write '{to}..{from}'"),
  PL3012: error(
    'the length {length} is larger than user space on {machine} ({size})',
    'mmap(2) answers ENOMEM',
  ),
  PL3013: error('{source} memory needs a length', "write 'of 2M', or 'length 2M'"),
  PL3014: error('munmap of an address needs a length', "write 'munmap {address} length 2M'"),
  PL3015: error(
    "'any' stands outside a loop",
    "'any' takes one of the mappings that the enclosing 'repeat' has made",
  ),
  PL3016: warning('MAP_32BIT means nothing on {arch}', 'only x86-64 has it; the kernel ignores it elsewhere'),
  PL3017: warning(
    'guest address {address} is not congruent to the physical address {phys} modulo {leaf}',
    'the second stage can use no {leaf} leaf; use {mend}',
  ),
  PL3018: error("'{flag}' needs an address", "say where: 'at 0x7000_0000_0000 {flag}'"),
  PL3019: error('the range from {from} to {to} is empty', 'the end must lie above the start'),
  PL3020: error('{what} overlaps another one', 'move one of them; the overlap is {from} to {to}'),
  PL3021: error('{address} is not a multiple of the page size ({page})', 'use {mend}'),
  PL3022: error('{distribution} goes from {from} down to {to}', 'write the smaller value first'),
  PL3023: error('{distribution} takes {wanted}, not {found}', 'write {hint}'),
  PL3024: error('{what} is negative ({value})', 'it must be 0 or more'),
  PL3025: error('{what} must be a whole number, not {value}', 'round it, or change the division'),
  PL3026: error(
    '{what} needs {needed}, the range from {from} to {to} has {room}',
    'widen the range, or ask for less',
  ),
  PL3027: error("'areas of' needs a device's region", "write 'mmap areas of gpu.bar0'"),
  PL3028: error('{arch} has no huge pages of {size} here', 'it has {hint}'),
  PL3029: warning('{what} is 0: nothing happens', 'remove the statement, or give a larger number'),
  PL3030: error('{what} must be more than 0', '{hint}'),
  PL3031: error(
    '{region} {what} {value}, inside a page of {machine} ({page})',
    'only whole pages can be mapped there: use multiples of {page}',
  ),
  PL3032: warning(
    'the hint {address} is outside user space on {machine}',
    'the kernel ignores it; user addresses go from {from} to {to}',
  ),
  PL3033: error(
    'no whole page of {page} lies between {from} and {to}',
    'drawn lengths are whole pages of the machine: widen the bounds',
  ),
  PL3034: warning(
    'offset {offset} and length {length} reach {over} past the end of {region} ({size})',
    'the driver answers EINVAL; the length can be at most {mend}',
  ),
  PL4001: error('{message}', '{hint}'),
  PL4002: info('{message}', '{hint}'),
  PL4003: warning(
    'BAR size {size} is not a power of two',
    'PCI allows powers of two only ({mend}); a few devices differ',
  ),
  PL4004: warning(
    'BAR address {address} is not a multiple of its size {size}',
    'PCI aligns a BAR to its size; below is {below}, above is {above}',
  ),
  PL4005: error('a PCI function has BARs 0 to 5, not {number}', "use one of them, or 'region NAME { … }'"),
  PL4006: error(
    'the hole {from} +{length} lies outside {region} ({size})',
    'it must end at {size} or before',
  ),
  PL4007: error('holes of {region} overlap', 'join them into one'),
  PL4008: error(
    '{what} {value} is not a multiple of the page size ({page})',
    'only whole pages can be mapped; use {mend}',
  ),
  PL4010: error('{a} and {b} overlap in physical memory', 'they share {from} to {to}; move one of them'),
  PL4011: error("the device '{name}' has no region", "add one: 'bar 0 { phys 0x3800_0000_0000 size 16M }'"),
  PL4012: error('{region} has no {setting}', '{hint}'),
  PL4013: error("the file '{name}' has no {setting}", '{hint}'),
  PL4014: warning("'{setting}' means nothing on {fs}", '{hint}'),
  PL4015: error("the device '{name}' has no driver", 'say which driver maps it: {hint}'),
  PL4016: error("'tells nothing' contradicts '{other}'", 'keep one of the two'),
  PL4017: error('{what} {value} is not a power of two', 'use {below} or {above}'),
  PL4018: error('{setting} must be between {from} and {to}, not {value}', '{hint}'),
  PL4019: error(
    '{what} ends at {address}, beyond the 52 bits of physical addresses',
    'the last byte is {last}',
  ),
  PL4020: warning('all of {region} are holes', "'mmap areas of' maps nothing"),
  PL4021: error(
    "{region} has both ranges and '{setting}'",
    'ranges say where it lies and how large it is; remove {setting}',
  ),
  PL4022: error("unknown TLB geometry '{name}'", '{hint}'),
  PL4023: error('{entries} entries in {ways} ways make no power of two of sets', '{hint}'),
  PL4024: error(
    'a tree of {ways} ways is no whole tree',
    "give a power of two of ways, or leave 'plru' away",
  ),
  PL5001: error(
    'the sweeps{where} give {count} points, more than the {limit} allowed',
    'sweep less, or allow more with --max-points {needed}',
  ),
  PL5002: error(
    'the loops run {count} statements a cell, more than the {limit} allowed',
    'repeat less, or allow more with --max-statements {count}',
  ),
  PL5003: error('{found} values for {wanted} names', 'write one value a name: ({hint})'),
  PL5004: warning('the value {value} comes twice', 'it is taken once; remove the other'),
  PL5005: error("the machine is said twice: 'on {name}' and a sweep", "remove 'on {name}'"),
  PL5006: error(
    "'{name}' is swept twice",
    'keep one of the sweeps, or zip them: sweep (a, b) in (1, 2), (3, 4)',
  ),
  PL5007: warning(
    'nothing is drawn, so seeds change nothing',
    "remove 'seeds', or draw a length with uniform(4K, 8M)",
  ),
  PL5009: error('{count} values in one {where} are more than the {limit} allowed', 'use a shorter range'),
  PL5010: error(
    'the occupancy scatters {count} regions, more than the {limit} allowed',
    'scatter fewer or larger ones, or allow more with --max-statements {count}',
  ),
  PL5011: error(
    'there are {count} touches a cell, more than the {limit} allowed',
    'touch less, or allow more with --max-touches {count}',
  ),
  PL6001: error("cannot read '{path}': {reason}", 'paths are relative to the folder of this file'),
  PL6002: error("'{path}' includes itself", 'remove this include: {hint}'),
  PL6003: error(
    "cannot read the maps file '{path}': {reason}",
    'copy /proc/PID/maps there; the path is relative to this file',
  ),
  PL6007: error(
    "'{path}' is no maps file: line {line}: {reason}",
    'copy /proc/PID/maps or smaps there as it is',
  ),
  PL6008: error(
    "cannot read the trace '{path}': {reason}",
    'the path is relative to this file; gzip and zstd are unpacked',
  ),
  PL6009: error(
    "'{path}' is no trace of addresses: line {line}: {reason}",
    'valgrind --tool=lackey --trace-mem=yes writes one, and so does the view tool of drmemtrace',
  ),
  PL6010: error("'{path}' lies outside of the project", '{hint}'),
  PL6004: warning("'{path}' is included twice", 'remove this line'),
  PL6005: info(
    "scenarios of '{path}' are not taken over",
    'an include brings machines, devices and files only',
  ),
  PL6006: info('the file has no scenario', 'add: scenario "a first one" { bar = mmap anon of 2M }'),
} as const;

/** A diagnostic's code: `PL2004`. */
export type Code = keyof typeof CATALOGUE;
