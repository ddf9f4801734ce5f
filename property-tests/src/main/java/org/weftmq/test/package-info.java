/** A kit for testing what is built on Weft: worlds to run in, values, models to compare with. */
package org.weftmq.test;
