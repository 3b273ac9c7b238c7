import { IANAZone } from 'luxon';

const HOUR_MILLISECONDS = 3_600_000;
const MOST_KEPT = 10_000;

/** London's clock changes on the hour: its offset is asked for once an hour, for asking costs more than all other reckoning. */
class RememberedZone extends IANAZone {
  readonly #offsets = new Map<number, number>();

  override offset(at: number): number {
    const hour = Math.floor(at / HOUR_MILLISECONDS);
    const known = this.#offsets.get(hour);
    if (known !== undefined) return known;
    if (this.#offsets.size >= MOST_KEPT) this.#offsets.clear();
    const offset = super.offset(at);
    this.#offsets.set(hour, offset);
    return offset;
  }
}

/** The clock every school of this product lives by; instants are stored in UTC. */
export const schoolZone = new RememberedZone('Europe/London');
