/**
 * Features by what was asked about: computed here for the pair on the page, or recorded where it is the recorded pair.
 */
import { pairTitles } from "../../../core/pictures/subject";
import { say } from "../../../core/texts";
import { type DomainGrid, domainGrid, hasDomains } from "../../../state/selectors/evidence";
import { personasInUse } from "../../../state/selectors/personas";
import { useApp } from "../../page/store";
import { useWords } from "../../page/words";
import { FeatureTable } from "./FeatureTable";
import { NotComputed, SearchHere, useRows } from "./SearchHere";

const TITLE = "Asked about what?";

export function DomainsPanel() {
  const shown = useApp(domainGrid);
  const recorded = useApp(hasDomains);
  if (shown) return <ByDomain shown={shown} />;
  return recorded && <NotComputed id="personas-by-domain" title={TITLE} recorded />;
}

function ByDomain({ shown: { grid, found, subject } }: { readonly shown: DomainGrid }) {
  const personas = useApp(personasInUse);
  const words = useWords();
  const { splits, ...rows } = useRows(
    grid.rows.ticks.flatMap((tick) => personas.find(({ name }) => name === tick) ?? []),
  );
  const { left, right } = pairTitles(subject);
  return (
    <FeatureTable
      picture={{
        id: "personas-by-domain",
        part: found ? "live" : "recorded",
        title: TITLE,
        how: say(words, "domains.how", { left, right }),
        grid,
        splits,
        selectedColumn: null,
        subject,
      }}
      controls={<SearchHere found={found} recordedOn="this pair" />}
      {...rows}
    />
  );
}
