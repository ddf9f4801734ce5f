/** Request and reply: REQ, REP, DEALER and ROUTER (28/REQREP). */
package org.weftmq.pattern.reqrep;
