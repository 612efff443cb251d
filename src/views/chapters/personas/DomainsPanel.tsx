/**
 * Features by what was asked about: recorded for the default pair, or computed here for the pair on the page.
 */
import { say } from "../../../core/texts";
import { domainGrids } from "../../../state/selectors/evidence";
import { personasInUse } from "../../../state/selectors/personas";
import { trainingPhrase } from "../../../state/selectors/story";
import { searchSubject } from "../../../state/selectors/subjects";
import { useApp } from "../../page/store";
import { useWords } from "../../page/words";
import { FeatureTable } from "./FeatureTable";
import { useRecorded } from "./recorded";
import { SearchHere, useFreshSearch, useRows } from "./SearchHere";

export function DomainsPanel() {
  const { recorded, live, stale } = useApp(domainGrids);
  const personas = useApp(personasInUse);
  const manifest = useApp((state) => state.manifest);
  const found = useFreshSearch();
  const ofRecord = useRecorded();
  const words = useWords();
  const fresh = live !== null && !stale && found !== null ? { grid: live, found } : null;
  const grid = fresh?.grid ?? recorded;
  const trained = fresh?.found.asked.right.checkpoint ?? manifest?.defaultPair[1] ?? "";
  const training = useApp((state) => trainingPhrase(state, trained));
  const { splits, ...rows } = useRows(
    (grid?.rows.ticks ?? []).flatMap((tick) => personas.find(({ name }) => name === tick) ?? []),
  );
  if (!grid) return null;
  const subject = fresh
    ? searchSubject({ manifest }, fresh.found)
    : ofRecord(manifest?.defaultPair ?? [], [["questions", "held-out"]]);
  return (
    <FeatureTable
      picture={{
        id: "personas-by-domain",
        part: fresh ? "live" : "recorded",
        title: "Asked about what?",
        how: say(words, "domains.how", { training }),
        grid,
        splits,
        selectedColumn: null,
        subject,
      }}
      controls={<SearchHere found={fresh?.found ?? null} recordedOn="the default pair" />}
      {...rows}
    />
  );
}
