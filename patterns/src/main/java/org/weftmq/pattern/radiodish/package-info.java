/** Groups: RADIO and DISH (48/RADIO-DISH). */
package org.weftmq.pattern.radiodish;
