package org.weftmq.benchmarks.report;

import java.util.List;
import org.weftmq.benchmarks.contest.Contest;

/**
 * Contests that stand together on the page.
 *
 * @param title what they have in common
 * @param contests in their order
 */
public record Section(String title, List<Contest> contests) {}
