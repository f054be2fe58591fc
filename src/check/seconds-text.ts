/** Seconds as people write a duration: `90 s`, `5 min`, `1 h 30 min`. */
export function secondsText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole <= 120) return `${whole} s`;
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  return parts.flatMap(([amount, unit]) => (amount === 0 ? [] : [`${amount} ${unit}`])).join(' ');
}
