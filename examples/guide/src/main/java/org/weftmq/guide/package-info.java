/** One small program per idea. Each stands for itself: read one, copy it, change it. */
package org.weftmq.guide;
