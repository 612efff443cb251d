/**
 * Features by what was asked about: recorded for the default pair, or computed here for the pair on the page.
 */
import { domainGrids } from "../../../state/selectors/evidence";
import { personasInUse } from "../../../state/selectors/personas";
import { searchSubject } from "../../../state/selectors/subjects";
import { useApp } from "../../page/store";
import { FeatureTable } from "./FeatureTable";
import { useRecorded } from "./recorded";
import { SearchHere, useFreshSearch, useRows } from "./SearchHere";

export function DomainsPanel() {
  const { recorded, live, stale } = useApp(domainGrids);
  const personas = useApp(personasInUse);
  const manifest = useApp((state) => state.manifest);
  const found = useFreshSearch();
  const ofRecord = useRecorded();
  const fresh = live !== null && !stale && found !== null ? { grid: live, found } : null;
  const grid = fresh?.grid ?? recorded;
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
        how:
          "One pair, asked about one domain after another. It was trained badly in a single one. " +
          "Where a row is orange in the others too, the bad training has spread.",
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
