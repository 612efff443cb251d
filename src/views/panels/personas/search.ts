/**
 * What this chapter asks of the runner beyond running both Sides. A page whose runner cannot do it yet shows no button for it.
 */
import { useServices } from "../store";

interface Search {
  /** Runs both Sides over a prompt set and ranks all features. */
  find(
    set:
      { readonly kind: "shipped"; readonly id: string } | { readonly kind: "own"; readonly prompts: readonly string[] },
  ): void;
  cancelFind(): void;
  addDirection(name: string, positive: readonly string[], negative: readonly string[]): void;
  removeDirection(id: number): void;
}

export function useSearch(): Search | null {
  const { runner } = useServices();
  const able = runner as typeof runner & Partial<Search>;
  return able.find ? (able as typeof runner & Search) : null;
}
