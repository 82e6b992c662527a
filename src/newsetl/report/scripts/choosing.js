// Which reported sizes are on the first screen; docs/report.md, "The three answers", has the same rule in words.
const MOST_FURTHER_STORIES = 2;
// What is worth how much when figures of several forces compete, in per cent of confidence
const WORTH = { furtherStory: 25, sourceFound: 25, brought: 25, current: 25 };
const YEAR = 365.25;

const reach = (f) => f.value_high ?? f.value ?? f.value_low;

// A size reported as fact, in persons, with a day: what can be set beside another.
const comparable = (f) =>
  f.unit === "persons" && f.measure === "level" && f.modality === "actual" && f.day !== null && reach(f) !== null;

// The day of a figure: the last day that it is said to hold for, never after its publication; where the
// text gives no date, the day of publication.
const dayOfChoice = (f) => (f.isDated ? Math.min(f.as_of_end, f.published ?? Infinity) : f.published);

const firstDifference = (keys) => (a, b) => {
  for (const key of keys) if (key(a) !== key(b)) return key(a) < key(b) ? 1 : -1;
  return 0;
};

// Of one actor and place the latest word of each source, the latest first: as the macros as_latest and force_level_answer
// take it. Where several kinds of people are counted, of the kind that most sources count.
function accountsOf(figures, storiesOf) {
  const latestFirst = firstDifference([
    dayOfChoice, storiesOf, (f) => Number(f.source_name !== null), (f) => f.confidence, (f) => f.force_level_id,
  ]);
  const seen = new Set();
  const accounts = [...figures].sort(latestFirst).filter((f) => {
    const account = `${f.personnel_type}\u0000${f.source}`;
    return !seen.has(account) && seen.add(account);
  });
  const counts = new Map();
  for (const { personnel_type: kind } of accounts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [most] = [...counts.keys()].sort(firstDifference([(kind) => counts.get(kind), (kind) => kind]));
  return accounts.filter((f) => f.personnel_type === most);
}

// What a chosen figure is worth beside those of other forces: sure, confirmed by further stories, with a source that was
// found, brought by the last run, and current: half as much for each year that it is older than the newest.
const worth = (f, { stories, isFresh, newest }) =>
  f.confidence +
  WORTH.furtherStory * Math.min(stories - 1, MOST_FURTHER_STORIES) +
  (f.source_name === null ? 0 : WORTH.sourceFound) +
  (isFresh ? WORTH.brought : 0) +
  WORTH.current * 0.5 ** ((newest - dayOfChoice(f)) / YEAR);
