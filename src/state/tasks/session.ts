/** What the runner lends to the parts of its work. */
import type { Engine } from "../../runtime/engine/engine";

/** What runner.ts lends: the engine while it is ready, and how a model is loaded. */
export interface Lent {
  engine(): Engine | null;
  load(id: string): Promise<void>;
}
