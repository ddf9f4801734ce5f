/** Task distribution, single-frame (49/SCATTERGATHER). */
package org.weftmq.pattern.scattergather;
