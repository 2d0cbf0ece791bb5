/**
 * What a value from outside must be: answers where it is not, and why (`policies[2].label is no text`), or undefined.
 * @param place - where the value stands, for the answer.
 */
export type Shape = (value: unknown, place: string) => string | undefined;

/** A text. */
export const text: Shape = (value, place) => (typeof value === 'string' ? undefined : `${place} is no text`);

/** A finite number. */
export const number: Shape = (value, place) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : `${place} is no number`;

/** A whole number from 1 to a most. */
export function upTo(most: number): Shape {
  return (value, place) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
      ? undefined
      : `${place} is no whole number from 1 to ${most}`;
}

/** A whole number from 0. */
export const count: Shape = (value, place) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? undefined : `${place} is no whole number from 0`;

/** Any of some words. */
export function word(words: readonly string[]): Shape {
  return (value, place) => (words.some((known) => known === value) ? undefined : `${place} is no known word`);
}

/** A value of one shape or of another; the answer is about the second. */
export function either(one: Shape, other: Shape): Shape {
  return (value, place) => (one(value, place) === undefined ? undefined : other(value, place));
}

/** Nothing (null, or a missing field), or a value of a shape. */
export function optional(shape: Shape): Shape {
  return (value, place) => (value === undefined || value === null ? undefined : shape(value, place));
}

/** A list, each item of one shape. */
export function list(item: Shape): Shape {
  return (value, place) => {
    if (!Array.isArray(value)) return `${place} is no list`;
    for (let i = 0; i < value.length; i++) {
      const wrong = item(value[i], `${place}[${i}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** An object with these fields; others are passed over. */
export function fields(shapes: Readonly<Record<string, Shape>>): Shape {
  const known = Object.entries(shapes);
  return (value, place) => {
    if (!isObject(value)) return `${place === '' ? 'the whole' : place} is no object`;
    for (const [name, shape] of known) {
      const wrong = shape(value[name], place === '' ? name : `${place}.${name}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** An object with any names, each value of one shape. */
export function named(shape: Shape): Shape {
  return (value, place) => {
    if (!isObject(value)) return `${place} is no object`;
    for (const [name, each] of Object.entries(value)) {
      const wrong = shape(each, `${place}.${name}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
