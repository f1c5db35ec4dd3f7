/** A mobile number as WeCom and DingTalk take it. */

/** As people write numbers, without what is only for reading; one of China has no country code. */
export const mobileOf = (phone: string): string => phone.replace(/[\s()-]/g, '').replace(/^(?:\+|00)86/, '');

/** Whether it is one of China's: how others are written in a mention, neither system says. */
export const isChineseMobile = (mobile: string): boolean => /^1\d{10}$/.test(mobile);
