/**
 * The lot of one person: a number of 53 bits made of the seed and of the id, the same on every machine and for ever.
 * The seed is put on record before the draw; who knows it can repeat the draw, nobody can choose its outcome by order
 * of arrival. Two mixed 32-bit products (cyrb53); not a cipher: a seed chosen after looking would be no draw.
 */
export function lotOf(seed: string, id: string): number {
  const text = `${seed.length}:${seed}:${id}`;
  let first = 0xdeadbeef;
  let second = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 2_654_435_761);
    second = Math.imul(second ^ unit, 1_597_334_677);
  }
  first = Math.imul(first ^ (first >>> 16), 2_246_822_507) ^ Math.imul(second ^ (second >>> 13), 3_266_489_909);
  second = Math.imul(second ^ (second >>> 16), 2_246_822_507) ^ Math.imul(first ^ (first >>> 13), 3_266_489_909);
  return 4_294_967_296 * (second & 0x1fffff) + (first >>> 0);
}
