package org.weftmq.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.weftmq.benchmarks.contest.Contest;

/**
 * The contests that names at the command line stand for: a contest's name, the beginning of some up
 * to a hyphen ({@code tcp}), or a contest and one of its sizes ({@code tcp-push-pull:16}).
 *
 * @param contests those that were found
 * @param unknown names that stand for nothing
 */
record Selection(List<Contest> contests, List<String> unknown) {
  static Selection of(List<String> names, List<Contest> all, List<Contest> extras) {
    var contests = new ArrayList<Contest>();
    var unknown = new ArrayList<String>();
    for (var name : names) {
      var found = all.stream().filter(contest -> contest.name().equals(name)).toList();
      if (found.isEmpty()) {
        found = all.stream().filter(contest -> contest.name().startsWith(name + "-")).toList();
      }
      if (found.isEmpty()) {
        found = extras.stream().filter(contest -> partName(contest).equals(name)).toList();
      }
      contests.addAll(found);
      if (found.isEmpty()) {
        unknown.add(name);
      }
    }
    return new Selection(names.isEmpty() ? all : contests, unknown);
  }

  /** The first quantity's name begins with the size: "64 KiB" or "16 B median". */
  private static String partName(Contest contest) {
    var words = contest.quantities().getFirst().name().split(" ");
    return contest.name() + ":" + words[0] + words[1].substring(0, 1).replace("B", "");
  }
}
