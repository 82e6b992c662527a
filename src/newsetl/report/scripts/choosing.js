// Which reported sizes stand on the first screen; docs/report.md, "The three answers", tells the same rule in words.
const CLEARLY_LESS = 20; // per cent: how much less sure a figure must be for a later date not to help it
const MOST_FURTHER_STORIES = 2;
// What is worth how much when figures of several forces compete, in per cent of confidence
const WORTH = { furtherStory: 25, sourceFound: 25, brought: 25, current: 25 };
const YEAR = 365.25;

const reach = (f) => f.value_high ?? f.value ?? f.value_low;

// A size told as fact, in persons, with a day: what can be set beside another.
const comparable = (f) =>
  f.unit === "persons" && f.measure === "level" && f.modality === "actual" && f.day !== null && reach(f) !== null;

// The day that a figure stands for: the last day that it is said to hold for, never after its publication; where the
// text gives no date, the day of publication.
const dayOfChoice = (f) => (f.isDated ? Math.min(f.as_of_end, f.published ?? Infinity) : f.published);

const firstDifference = (keys) => (a, b) => {
  for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? 1 : -1;
  return 0;
};

// Of one actor and place: the latest, unless it is clearly less sure than the surest.
function latestSure(figures, storiesOf) {
  const surest = Math.max(...figures.map((f) => f.confidence));
  const inFavour = [dayOfChoice, storiesOf, (f) => Number(f.source_name !== null), (f) => f.confidence, (f) => f.force_level_id];
  return figures.filter((f) => f.confidence > surest - CLEARLY_LESS).sort(firstDifference(inFavour))[0];
}

// What a chosen figure is worth beside those of other forces: sure, confirmed by further stories, with a source that was
// found, brought by the last run, and current: half as much for each year that it is older than the newest.
const worth = (f, { stories, isFresh, newest }) =>
  f.confidence +
  WORTH.furtherStory * Math.min(stories - 1, MOST_FURTHER_STORIES) +
  (f.source_name === null ? 0 : WORTH.sourceFound) +
  (isFresh ? WORTH.brought : 0) +
  WORTH.current * 0.5 ** ((newest - dayOfChoice(f)) / YEAR);
