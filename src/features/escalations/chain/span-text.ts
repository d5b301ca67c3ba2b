/** `15 minutes`, `1 hour`, `2 hours 30 minutes`: whole minutes, rounded down, at least one. */
export function spanText(minutes: number): string {
  const whole = Math.max(1, Math.floor(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return [hours > 0 ? counted(hours, 'hour') : '', rest > 0 ? counted(rest, 'minute') : ''].filter(Boolean).join(' ');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
