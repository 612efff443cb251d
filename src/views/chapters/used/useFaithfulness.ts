/** How often answers stay when thoughts are changed, of both Sides: counted here, and recorded. Null: it is not. */
import { useMemo } from "react";
import type { SideName } from "../../../core/experiment";
import { type Faithfulness, faithfulnessOf } from "../../../core/monologue/faithfulness";
import { changedNow, recordedFaithfulness } from "../../../state/selectors/sheets";
import { useApp } from "../../page/store";

type OfBoth = Readonly<Record<SideName, Faithfulness | null>>;

export function useFaithfulness(): { readonly live: OfBoth; readonly recorded: OfBoth } {
  const live = { left: useCounted("left"), right: useCounted("right") };
  const left = useApp((state) => recordedFaithfulness(state, "left"));
  const right = useApp((state) => recordedFaithfulness(state, "right"));
  return { live, recorded: { left, right } as OfBoth };
}

function useCounted(side: SideName): Faithfulness | null {
  const changed = useApp(changedNow);
  return useMemo(() => {
    if (!changed || changed[side].after.length === 0) return null;
    return faithfulnessOf(changed[side].runs, changed[side].after, changed.sheets);
  }, [changed, side]);
}
