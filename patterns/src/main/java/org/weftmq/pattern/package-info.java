/** Sockets of any type, for tools. */
package org.weftmq.pattern;
