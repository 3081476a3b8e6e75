package io.jenkins.plugins.codecraft.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of one metric in the order of time. One that is told again is known already; when there are too many they
 * are thinned out, but for the highest and lowest. Not safe for use by many threads.
 */
final class Course {
    /** As many as a chart can show. */
    static final int MOST = 500;

    /** Of so many neighbours the lowest and the highest stay. */
    private static final int NEIGHBOURS = 4;

    private List<Point> points = new ArrayList<>();

    static Course of(List<Point> points) {
        Course course = new Course();
        points.forEach(point -> course.add(point.getTime(), point.getValue()));
        return course;
    }

    /** @return whether it is new */
    boolean add(long time, double value) {
        int place = points.size();
        while (place > 0 && points.get(place - 1).getTime() > time) {
            place--;
        }
        for (int i = place - 1; i >= 0 && points.get(i).getTime() == time; i--) {
            if (points.get(i).getValue() == value) {
                return false;
            }
        }
        points.add(place, new Point(time, value));
        if (points.size() > MOST) {
            points = thinned();
        }
        return true;
    }

    private List<Point> thinned() {
        int last = points.size() - 1;
        List<Point> fewer = new ArrayList<>();
        fewer.add(points.get(0));
        for (int from = 1; from < last; from += NEIGHBOURS) {
            int to = Math.min(from + NEIGHBOURS, last);
            int lowest = from;
            int highest = from;
            for (int i = from; i < to; i++) {
                lowest = points.get(i).getValue() < points.get(lowest).getValue() ? i : lowest;
                highest = points.get(i).getValue() > points.get(highest).getValue() ? i : highest;
            }
            fewer.add(points.get(Math.min(lowest, highest)));
            if (lowest != highest) {
                fewer.add(points.get(Math.max(lowest, highest)));
            }
        }
        fewer.add(points.get(last));
        return fewer;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
