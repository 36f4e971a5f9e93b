/**
 * RFC 3339's date-time (section 5.6), calendar and all, in either letter case. As one expression it is compiled into
 * the validators, where a library's function would need a `require`.
 */
export const DATE_TIME = (() => {
  const day = "0[1-9]|[12]\\d";
  const leapYear = "\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00";
  const date = [
    `\\d{4}-(?:0[13578]|1[02])-(?:${day}|3[01])`,
    `\\d{4}-(?:0[469]|11)-(?:${day}|30)`,
    "\\d{4}-02-(?:0[1-9]|1\\d|2[0-8])",
    `(?:${leapYear})-02-29`,
  ].join("|");
  const hourMinute = "(?:[01]\\d|2[0-3]):[0-5]\\d";
  return new RegExp(`^(?:${date})[Tt]${hourMinute}:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:[Zz]|[+-]${hourMinute})$`);
})();
