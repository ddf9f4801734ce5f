/** The {@code weft} command. */
package org.weftmq.cli;
