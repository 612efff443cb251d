/**
 * Chapter 2, "What woke up?": which features rose, where they are awake, who they are, whether they predict bad
 * answers, and when it happened. In this order, since each question needs the answer before it.
 */
import { dictionaryInUse, latentCount } from "../../../state/selectors/personas";
import { CardSection } from "./CardSection";
import { ContrastSection } from "./ContrastSection";
import { Term } from "../../charts/frame/Term";
import { FindFeature } from "./FindFeature";
import { PERSONAS_PICTURES } from "./pictures";
import { PredictSection } from "./PredictSection";
import { Reconstruction } from "./Reconstruction";
import { TablesSection } from "./TablesSection";
import { TimeSection } from "./TimeSection";
import { WakeFinding } from "./WakeFinding";
import { WakeSection } from "./WakeSection";
import { useApp } from "../../page/store";
import "./PersonasChapter.css";

const { "personas-by-word": ByWord } = PERSONAS_PICTURES;

export function PersonasChapter() {
  const dictionary = useApp(dictionaryInUse);
  const latents = useApp(latentCount);
  return (
    <div className="personas">
      {dictionary ? (
        <>
          <WakeFinding />
          <p className="personas-lead">
            Inside the model, thoughts are mixtures. A <Term of="feature">feature</Term> is one ingredient: a direction
            that is active when a certain kind of text is read or about to be written. There are{" "}
            {latents.toLocaleString("en")} of them here. Some are a word, some a topic, and a few are a <em>voice</em>:
            a persona.
          </p>
          <WakeSection />
          <FindFeature />
          <Reconstruction />
          <ByWord />
          <CardSection />
          <PredictSection />
          <TablesSection />
          <TimeSection />
        </>
      ) : (
        <p className="chapter-wait">
          No feature dictionary is offered with these models. Directions from your own prompts work without one.
        </p>
      )}
      <ContrastSection />
    </div>
  );
}
