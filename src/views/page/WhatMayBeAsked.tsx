/** The list of what may be asked, which is fetched when it is first opened. */
import { wantMatters } from "../../state/actions";
import { matterIndex } from "../../state/selectors/matters";
import { MatterList } from "./MatterList";
import { useApp, useServices } from "./store";

interface WhatMayBeAskedProps {
  readonly onAsk: (question: string) => void;
}

export function WhatMayBeAsked({ onAsk }: WhatMayBeAskedProps) {
  const { store } = useServices();
  const index = useApp(matterIndex);
  const state = useApp(({ features }) => features.matters);
  const offered = useApp(({ manifest }) => (manifest?.offers.matters ?? null) !== null);
  if (!offered) return null;
  return (
    <details className="prompt-matters" onToggle={(event) => event.currentTarget.open && wantMatters(store)}>
      <summary>What may be asked</summary>
      {index && <MatterList index={index} onAsk={onAsk} />}
      {!index && <p className="prompt-note">{state.status === "failed" ? state.failure.message : "On its way."}</p>}
    </details>
  );
}
