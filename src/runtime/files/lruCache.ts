/**
 * An LRU cache with a budget in bytes for all that the worker has loaded. Whenever something is loaded, what the
 * running job uses stays, whatever its size; the rest goes, least recently used first. WebAssembly's memory never
 * shrinks, so room is made beforehand: what is freed is then used again.
 */
import { BUDGET_BYTES, evictions } from "../../core/budget";

/** Something that was loaded, its size, and how it is given up. */
export interface Made<T> {
  readonly value: T;
  readonly bytes: number;
  readonly release?: () => Promise<void>;
}

/** `room` is called with the size, as soon as it is known and before the memory is taken. */
export type Make<T> = (room: (bytes: number) => Promise<void>) => Promise<Made<T>>;

interface Entry {
  readonly owner: string;
  made: Promise<Made<unknown>>;
  bytes: number;
  /** False while it is being made; what is being made does not go. */
  ready: boolean;
  /** The job that used it last. */
  job: number;
}

const NOTHING = Promise.resolve({ value: null, bytes: 0 });

export class LruCache {
  /** In the order of their use. */
  private readonly entries = new Map<string, Entry>();
  private job = 0;

  constructor(private readonly most = BUDGET_BYTES) {}

  get bytes(): number {
    return [...this.entries.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** A job begins: what others used may go from now on. */
  beginJob(): void {
    this.job++;
  }

  /** What an owner has under a key, made where it has none; what could not be made is not kept. */
  async get<T>(owner: string, key: string, make: Make<T>): Promise<T> {
    const name = JSON.stringify([owner, key]);
    const known = this.entries.get(name);
    const entry: Entry = known ?? { owner, made: NOTHING, bytes: 0, ready: false, job: this.job };
    entry.job = this.job;
    this.entries.delete(name);
    this.entries.set(name, entry);
    // It stands among the others before it is made, so that room is made for it as well.
    if (!known) entry.made = this.make(name, entry, make);
    return ((await entry.made) as Made<T>).value;
  }

  /** Counts what an owner holds elsewhere, until it is dropped. */
  async count(owner: string, bytes: number): Promise<void> {
    const made = Promise.resolve({ value: null, bytes });
    this.entries.set(JSON.stringify([owner]), { owner, made, bytes, ready: true, job: Infinity });
    await this.makeRoom();
  }

  /** Waits no longer for what is still being made: whoever asks next has it made anew. */
  abandon(owner: string, key: string): void {
    const name = JSON.stringify([owner, key]);
    if (this.entries.get(name)?.ready === false) this.entries.delete(name);
  }

  /** Gives up everything of an owner. */
  async drop(owner: string): Promise<void> {
    await this.evict([...this.entries].filter(([, entry]) => entry.owner === owner).map(([name]) => name));
  }

  private async make<T>(name: string, entry: Entry, make: Make<T>): Promise<Made<T>> {
    const room = async (bytes: number): Promise<void> => {
      entry.bytes = bytes;
      await this.makeRoom();
    };
    try {
      const made = await make(room);
      if (entry.bytes !== made.bytes) await room(made.bytes);
      entry.ready = true;
      return made;
    } catch (error) {
      if (this.entries.get(name) === entry) this.entries.delete(name);
      throw error;
    }
  }

  private async makeRoom(): Promise<void> {
    const byUse = [...this.entries].map(([key, { bytes, ready, job }]) => {
      return { key, bytes, inUse: !ready || job >= this.job };
    });
    await this.evict(evictions(byUse, this.most));
  }

  private async evict(names: readonly string[]): Promise<void> {
    const going = names.map((name) => this.entries.get(name)!);
    for (const name of names) this.entries.delete(name);
    for (const { made } of going) await made.then((one) => one.release?.());
  }
}
