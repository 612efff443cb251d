/**
 * The first question of the chapter: which features woke up? The search that the reader can run here, and the ranking that
 * it gives; until then the recorded one.
 */
import { memo, useDeferredValue, useMemo } from "react";
import { withLatent } from "../../../state/edits/personas";
import { latentCount, personasInUse, recordOf } from "../../../state/selectors/personas";
import {
  type RankedLatent,
  type Ranking,
  rankingCsv,
  rankingFor,
  type RankingQuery,
} from "../../../state/selectors/ranking";
import type { LatentRow } from "../../charts/latents/latentRow";
import { useSideTitles } from "../../page/sideTitles";
import { useApp, useChange, useServices } from "../../page/store";
import { DecidedElsewhere } from "./DecidedElsewhere";
import { FindControls } from "./FindControls";
import { RankingFigure } from "./RankingFigure";
import { SourceMark } from "../../page/SourceMark";
import { voiceTitle } from "./voiceTitle";

const ALL: RankingQuery = { sort: "increase", filter: "all", search: "" };

export function WakeSection() {
  return (
    <>
      <FeatureChange />
      <Ranked />
      <DecidedElsewhere />
    </>
  );
}

/** The search by itself, so that its progress redraws nothing else. */
function FeatureChange() {
  const { runner } = useServices();
  const find = useApp(({ features }) => features.find);
  const sets = useApp(({ manifest }) => manifest?.offers.promptSets);
  const promptSets = useApp(({ features }) => features.promptSets);
  const ready = useApp(({ engine, features }) => engine.status === "ready" && features.dictionary.status === "here");
  return (
    <>
      <FindControls
        sets={(sets ?? []).map(({ id, title }) => {
          const set = promptSets.get(id);
          return { id, title, prompts: set?.status === "here" ? set.value.prompts.length : null };
        })}
        run={find.status === "running" ? find : null}
        ready={ready}
        onFind={(set) => runner.find(set)}
        onCancel={() => runner.cancelFind()}
      />
      {find.status === "failed" && find.failure.kind !== "cancelled" && (
        <p className="notice" role="alert">
          {find.failure.message} {find.failure.advice}
        </p>
      )}
    </>
  );
}

/** Two thousand rows are drawn when the page has time for it: what was pressed or typed comes first. */
function Ranked() {
  const found = useDeferredValue(useApp((state) => rankingFor(state, ALL)));
  return found && <RankedRows found={found} />;
}

const RankedRows = memo(function RankedRows({ found }: { readonly found: Ranking }) {
  const personas = useApp(personasInUse);
  const catalogue = useApp(({ features }) => (features.catalogue.status === "here" ? features.catalogue.value : null));
  const selected = useApp(({ experiment }) => experiment?.personas.latent ?? null);
  const recorded = useApp((state) => recordOf(state) !== null);
  const all = useApp(latentCount);
  const change = useChange();
  const titles = useSideTitles();
  const rows = useMemo(() => {
    const roles = new Map(personas.map(({ latent, role }) => [latent, role]));
    return found.rows.map((row): LatentRow => {
      const scores = catalogue?.notes.get(row.latent)?.auroc ?? [];
      const best = catalogue?.best[row.latent];
      return {
        latent: row.latent,
        name: row.named ? row.name : null,
        left: row.left,
        right: row.right,
        increase: row.increase,
        floor: Number.isNaN(row.floor) ? null : row.floor,
        role: roles.get(row.latent) ?? "other",
        auroc: new Map((scores.length > 0 ? scores : best ? [best] : []).map(({ voice, auroc }) => [voice, auroc])),
      };
    });
  }, [found, personas, catalogue]);
  const voices = useMemo(() => {
    const known = new Set<string>();
    for (const row of rows) for (const voice of row.auroc.keys()) known.add(voice);
    return [...known].toSorted().map((id) => ({ id, title: voiceTitle(id) }));
  }, [rows]);
  if (rows.length === 0) return null;
  return (
    <RankingFigure
      rows={rows}
      voices={voices}
      all={all}
      leftTitle={titles.left}
      rightTitle={titles.right}
      atDecisions={found.source === "recorded" && catalogue?.measuredAt === "decisions"}
      agreement={found.source === "live" && recorded ? agreement(found.rows) : null}
      csv={() => rankingCsv(found.rows)}
      controls={
        <SourceMark
          source={found.source}
          of={
            found.source === "live"
              ? `${found.promptCount} prompts${found.stale ? ", of the comparison before" : ""}`
              : `${rows.length} features that moved most`
          }
        />
      }
      selected={selected}
      onSelect={(latent) => change((experiment) => withLatent(experiment, latent))}
    />
  );
});

/** How many of the marked rising ones are among as many that rose most here. */
function agreement(rows: readonly RankedLatent[]): { readonly marked: number; readonly found: number } | null {
  const marked = rows.filter(({ marked: isMarked, increase }) => isMarked && increase > 0);
  if (marked.length === 0) return null;
  return { marked: marked.length, found: marked.filter(({ rank }) => rank <= marked.length).length };
}
