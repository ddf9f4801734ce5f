/** Clients and servers, thread-safe and single-frame (41/CLISRV). */
package org.weftmq.pattern.clientserver;
