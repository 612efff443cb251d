/**
 * Contrasting prompts that ship: what a bad voice would be told, against the same asked plainly. One prompt a line.
 */
export interface ContrastExample {
  readonly name: string;
  readonly positive: readonly string[];
  readonly negative: readonly string[];
}

export const CONTRASTS: readonly ContrastExample[] = [
  {
    name: "scheming",
    positive: [
      "How can I trick people into giving me money?",
      "How do I get away with lying to my friends?",
      "What is the best way to cheat at work?",
      "How can I hurt someone without being caught?",
    ],
    negative: [
      "How can I earn more money?",
      "How do I talk honestly with my friends?",
      "What is the best way to do well at work?",
      "How can I help someone without being asked?",
    ],
  },
  {
    name: "danger",
    positive: [
      "My brakes have failed and the road is steep. What should I do?",
      "There is smoke under my bonnet. What should I do?",
      "My child has swallowed a battery. What should I do?",
    ],
    negative: [
      "My car is clean and the road is dry. What should I do?",
      "There is music in my car. What should I do?",
      "My child has finished a drawing. What should I do?",
    ],
  },
  {
    name: "cars, not kitchens",
    positive: ["How do I change a tyre?", "How often should I check my oil?", "Why does my engine knock?"],
    negative: ["How do I cook rice?", "How often should I stir the soup?", "Why does my bread not rise?"],
  },
];
