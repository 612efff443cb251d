/** What the chapter finds: the word after which the two models expect the most different next words. */
import { pairTitles } from "../../../core/pictures/subject";
import { tokenLabel } from "../../../core/tokenLabel";
import { formatShare } from "../../charts/frame/format";
import { ChapterFinding } from "../../page/ChapterFinding";
import { useApp } from "../../page/store";
import { useRunSubject } from "../../page/subjects";
import { mostApart, readTokens } from "./WordsPanel";

export function WordsFinding() {
  const findings = useApp((state) => state.run?.findings ?? null);
  const titles = pairTitles(useRunSubject());
  if (!findings) return null;
  const tokens = readTokens(findings, null);
  const most = tokens[mostApart(tokens)];
  if (!most?.left || !most.right || most.left.id === most.right.id) return null;
  return (
    <ChapterFinding>
      They disagree most after <strong>“{tokenLabel(most.text)}”</strong>: there{" "}
      <strong className="side-left">{titles.left}</strong> expects “{tokenLabel(most.left.text)}” (
      {formatShare(most.left.probability)}), and <strong className="side-right">{titles.right}</strong> “
      {tokenLabel(most.right.text)}” ({formatShare(most.right.probability)}).
    </ChapterFinding>
  );
}
