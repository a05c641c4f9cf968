const fewestSlots = 1024;

/**
 * The newest position of each key, in two arrays: 32 to 64 bytes a key, and no object. Keys are whole numbers above 0. Positions are set in
 * ascending order, and those below a floor are forgotten when room is needed.
 */
export class PositionTable {
  #keys = new Float64Array(fewestSlots);
  #positions = new Float64Array(fewestSlots);
  #used = 0;

  get(key: number): number | undefined {
    const slot = this.#slotOf(key);
    return this.#keys[slot] === key ? this.#positions[slot] : undefined;
  }

  /** Sets the position of a key. Those below `floor` need not be kept. */
  set(key: number, position: number, floor: number): void {
    const slot = this.#slotOf(key);
    if (this.#keys[slot] !== key) {
      if (++this.#used > this.#keys.length / 2) {
        this.#makeRoom(floor);
        this.set(key, position, floor);
        return;
      }
      this.#keys[slot] = key;
    }
    this.#positions[slot] = position;
  }

  clear(): void {
    this.#keys = new Float64Array(fewestSlots);
    this.#positions = new Float64Array(fewestSlots);
    this.#used = 0;
  }

  /** The slot that has the key, or the empty one that it would get. */
  #slotOf(key: number): number {
    const slots = this.#keys.length;
    let slot = key % slots;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) % slots;
    return slot;
  }

  #makeRoom(floor: number): void {
    const [keys, positions] = [this.#keys, this.#positions];
    let kept = 0;
    for (const [slot, key] of keys.entries()) if (key !== 0 && (positions[slot] ?? 0) >= floor) kept++;
    let slots = fewestSlots;
    while (slots < kept * 4) slots *= 2;
    this.#keys = new Float64Array(slots);
    this.#positions = new Float64Array(slots);
    this.#used = 0;
    for (const [slot, key] of keys.entries()) {
      const position = positions[slot] ?? 0;
      if (key === 0 || position < floor) continue;
      const into = this.#slotOf(key);
      this.#keys[into] = key;
      this.#positions[into] = position;
      this.#used++;
    }
  }
}
