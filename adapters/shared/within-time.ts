/** What comes in place of a result that did not come in time. */
export const LATE = Symbol('late');

/** Waits for work, but no longer than this; the work goes on. */
export async function withinTime<T>(work: Promise<T>, milliseconds: number): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** As `withinTime`, for work whose lateness is a failure like any other: it throws. */
export async function atMost<T>(work: () => Promise<T>, milliseconds: number): Promise<T> {
  const result = await withinTime(work(), milliseconds);
  if (result === LATE) throw new Error('late');
  return result;
}
