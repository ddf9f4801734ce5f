/** The real world: threads, time and channels as the JDK has them. */
package org.weftmq.system;
