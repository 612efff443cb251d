/** What the directions are and how well each tells texts apart that it was not made of, beside what the words tell. */
import { causesIn } from "../../../state/selectors/causes";
import { storyOf, voicePhrase } from "../../../state/selectors/story";
import { useApp } from "../../page/store";
import "./HowTold.css";

const pairs = (auroc: number): string => (100 * auroc).toFixed(0);

export function HowTold() {
  const causes = useApp(causesIn);
  const story = useApp(storyOf);
  if (!causes) return null;
  const best = causes.directions[0];
  return (
    <section className="told" id="told" aria-labelledby="told-title">
      <h2 id="told-title">What a direction is, and how far to trust it</h2>
      <p>
        {best && (
          <>
            Of two texts, one of either kind, “{voicePhrase(story, best.name)}” picks the right one in{" "}
            {pairs(best.crossedAuroc)} of 100 pairs where voice and act do not go together; the words alone do in{" "}
            {pairs(best.words.crossedAuroc)}. What is not above the words may be the words.
          </>
        )}
      </p>
      <p>
        Each is the mean difference of two sets of texts inside the model. The numbers say in how many of 100 pairs of
        other texts it picks the right one: 100 always, 50 like a coin (AUROC × 100). <em>Held out</em>: wordings that
        it was not made of. <em>Crossed</em>: texts in which what usually goes together is apart, a refusing voice
        without the act and the act in a neutral voice. <em>Words alone</em>: the same before the first layer.
      </p>
      <div className="told-table">
        <table>
          <thead>
            <tr>
              <th scope="col">direction</th>
              <th scope="col">held out (words alone)</th>
              <th scope="col">crossed (words alone)</th>
              <th scope="col">texts of either kind</th>
            </tr>
          </thead>
          <tbody>
            {causes.directions.map(({ name, auroc, crossedAuroc, words, texts }) => (
              <tr key={name}>
                <th scope="row">{voicePhrase(story, name)}</th>
                <td>
                  {pairs(auroc)} ({pairs(words.auroc)})
                </td>
                <td>
                  {pairs(crossedAuroc)} ({pairs(words.crossedAuroc)})
                </td>
                <td>{texts}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
