/**
 * Puts the value that would stand at `place` if all were ascending there, smaller ones before it and greater ones
 * after (Hoare's quickselect): a limit of a bootstrap needs two of its 10,000 values, and sorting them all is most of
 * its time. Works between `from` and `to`, both included.
 */
export function select(values: Float64Array, place: number, from = 0, to = values.length - 1): number {
  let low = from;
  let high = to;
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left > right) break;
      const held = values[left]!;
      values[left++] = values[right]!;
      values[right--] = held;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place]!;
}

/** The quantile of values in any order, as `quantile` has it of ascending ones; they change their places. */
export function selectQuantile(values: Float64Array, share: number): number {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const low = select(values, below);
  if (below === place) return low;
  let high = Number.POSITIVE_INFINITY;
  for (let i = below + 1; i < values.length; i++) if (values[i]! < high) high = values[i]!;
  return low === high ? low : low + (high - low) * (place - below);
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
