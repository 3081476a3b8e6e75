package io.jenkins.plugins.codecraft.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The values of a metric that are kept. */
class CourseTest {
    private final Course course = new Course();

    @Test
    void a_point_that_is_told_again_is_there_once() {
        course.add(1000, 0.5);
        course.add(2000, 0.6);

        assertThat(course.add(1000, 0.5)).isFalse();
        assertThat(course.points()).extracting(Point::getValue).containsExactly(0.5, 0.6);
    }

    @Test
    void points_of_the_same_moment_stay_in_the_order_they_came() {
        course.add(1000, 0.9);
        course.add(1000, 0.5);
        course.add(1000, 0.7);
        course.add(1000, 0.9);

        assertThat(course.points()).extracting(Point::getValue).containsExactly(0.9, 0.5, 0.7);
    }

    @Test
    void points_are_in_the_order_of_time_however_they_are_told() {
        course.add(3000, 3);
        course.add(1000, 1);
        course.add(2000, 2);

        assertThat(course.points()).extracting(Point::getTime).containsExactly(1000L, 2000L, 3000L);
    }

    @Property(tries = 50)
    void however_many_are_told_few_are_kept_with_the_first_the_last_the_highest_and_the_lowest(
            @ForAll @Size(min = 600, max = 3000) List<@DoubleRange(min = -10, max = 10) Double> values) {
        Course many = new Course();
        for (int i = 0; i < values.size(); i++) {
            many.add(i, values.get(i));
        }

        List<Double> kept = many.points().stream().map(Point::getValue).toList();

        assertThat(kept).hasSizeLessThanOrEqualTo(Course.MOST).hasSizeGreaterThan(Course.MOST / 4);
        assertThat(kept.get(0)).isEqualTo(values.get(0));
        assertThat(kept.get(kept.size() - 1)).isEqualTo(values.get(values.size() - 1));
        assertThat(kept)
                .contains(values.stream().max(Double::compare).orElseThrow())
                .contains(values.stream().min(Double::compare).orElseThrow());
    }
}
