/** The pipeline: PUSH and PULL (30/PIPELINE). */
package org.weftmq.pattern.pipeline;
