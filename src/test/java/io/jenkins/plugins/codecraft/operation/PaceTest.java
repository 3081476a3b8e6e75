package io.jenkins.plugins.codecraft.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.codecraft.aws.CallPostponed;
import io.jenkins.plugins.codecraft.aws.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How calls of all builds keep under one rate. Limits: {@code Poll} 1 a second, all others 5 a second. */
class PaceTest {
    private static final Scope SCOPE = new Scope("123456789012", "eu-central-1", "");

    private Instant now;
    private double jitter;
    private Pace pace;

    @BeforeEach
    @BeforeTry
    void begin() {
        now = Instant.parse("2030-01-01T00:00:00Z");
        jitter = 0;
        pace = new Pace(() -> now, new Pace.Limits(Map.of("Poll", 1.0), 5), () -> jitter);
    }

    private boolean call(Pace.Places places, String api) throws InterruptedException {
        return call(places, SCOPE, api);
    }

    private boolean call(Pace.Places places, Scope scope, String api) throws InterruptedException {
        try {
            pace.within(places, () -> {
                pace.admit(scope, api);
                return true;
            });
            return true;
        } catch (CallPostponed postponed) {
            return false;
        }
    }

    private Instant placeOf(Pace.Places places, String api) {
        CallPostponed postponed = catchThrowableOfType(
                CallPostponed.class,
                () -> pace.within(places, () -> {
                    pace.admit(SCOPE, api);
                    return true;
                }));
        return postponed.until();
    }

    private int callsWithin(Duration time, String api) throws InterruptedException {
        int passed = 0;
        for (Instant end = now.plus(time); now.isBefore(end); now = now.plusMillis(10)) {
            while (call(new Pace.Places(), api)) {
                passed++;
            }
        }
        return passed;
    }

    @Test
    void a_few_calls_pass_together() throws Exception {
        Pace.Places places = new Pace.Places();
        assertThat(call(places, "Poll")).isTrue();
        assertThat(call(places, "Poll")).isTrue();
        assertThat(call(places, "Poll")).isTrue();
        assertThat(call(places, "Poll")).isFalse();
    }

    @Test
    void the_rate_holds_over_a_minute() throws Exception {
        Pace.Places places = new Pace.Places();
        int passed = 0;
        for (Instant end = now.plusSeconds(60); now.isBefore(end); now = now.plusMillis(100)) {
            passed += call(places, "Poll") ? 1 : 0;
        }
        assertThat(passed).isBetween(60, 63);
    }

    @Test
    void a_postponed_call_is_told_when_and_passes_then() throws Exception {
        Pace.Places places = new Pace.Places();
        for (int i = 0; i < 3; i++) {
            call(places, "Poll");
        }
        assertThat(placeOf(places, "Poll")).isEqualTo(now.plusSeconds(1));
        now = now.plusSeconds(1);
        assertThat(call(places, "Poll")).isTrue();
    }

    @Test
    void asking_again_too_early_keeps_the_place_and_takes_no_other() {
        Pace.Places places = new Pace.Places();
        for (int i = 0; i < 3; i++) {
            pace.admit(SCOPE, "Poll");
        }
        Instant place = placeOf(places, "Poll");
        assertThat(placeOf(places, "Poll")).isEqualTo(place);
        assertThat(placeOf(new Pace.Places(), "Poll")).isEqualTo(place.plusSeconds(1));
    }

    @Test
    void places_are_given_in_the_order_of_asking() {
        for (int i = 0; i < 3; i++) {
            pace.admit(SCOPE, "Poll");
        }
        TreeSet<Instant> places = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            Instant place = placeOf(new Pace.Places(), "Poll");
            assertThat(places.isEmpty() || place.isAfter(places.last())).isTrue();
            places.add(place);
        }
        assertThat(places).hasSize(100);
        assertThat(places.last()).isEqualTo(now.plusSeconds(100));
    }

    @Test
    void a_call_that_need_not_be_soon_gives_way_to_one_that_need() {
        occupied();
        List<Pace.Places> patient = givingWay(1000);
        assertThat(placeOf(patient.get(999), "Poll")).isEqualTo(now.plusSeconds(1000));
        assertThat(placeOf(new Pace.Places(), "Poll")).isEqualTo(now.plusSeconds(1));
        assertThat(placeOf(new Pace.Places(), "Poll")).isEqualTo(now.plusSeconds(2));
        assertThat(placeOf(patient.get(0), "Poll")).isEqualTo(now.plusSeconds(3));
        assertThat(placeOf(patient.get(999), "Poll")).isEqualTo(now.plusSeconds(1002));
    }

    @Test
    void those_that_give_way_keep_their_order_among_themselves() {
        occupied();
        List<Pace.Places> patient = givingWay(20);
        for (int i = 0; i < 10; i++) {
            placeOf(new Pace.Places(), "Poll");
        }
        List<Instant> places =
                patient.stream().map(each -> placeOf(each, "Poll")).toList();
        assertThat(places).isSorted().doesNotHaveDuplicates();
        assertThat(places.get(0)).isEqualTo(now.plusSeconds(11));
    }

    @Test
    void one_that_gave_way_and_now_need_not_goes_first_with_the_place_that_it_has() {
        occupied();
        List<Pace.Places> patient = givingWay(100);
        Pace.Places last = patient.get(99);
        last.giveWay(false);
        assertThat(placeOf(last, "Poll")).isEqualTo(now.plusSeconds(1));
        assertThat(placeOf(patient.get(0), "Poll")).isEqualTo(now.plusSeconds(2));
        assertThat(placeOf(patient.get(98), "Poll")).isEqualTo(now.plusSeconds(100));
        assertThat(placeOf(new Pace.Places(), "Poll")).isEqualTo(now.plusSeconds(2));
    }

    @Test
    void the_rate_holds_whoever_gives_way() throws Exception {
        occupied();
        List<Pace.Places> patient = givingWay(100);
        int passed = 0;
        Pace.Places urgent = new Pace.Places();
        for (Instant end = now.plusSeconds(60); now.isBefore(end); now = now.plusMillis(100)) {
            if (now.getEpochSecond() % 3 == 0) {
                passed += call(urgent, "Poll") ? 1 : 0;
            }
            for (Pace.Places one : List.copyOf(patient)) {
                if (call(one, "Poll")) {
                    passed++;
                    patient.remove(one);
                }
            }
        }
        assertThat(passed).isBetween(57, 61);
        assertThat(patient).hasSizeBetween(55, 65);
    }

    /** From now on every call has to wait. */
    private void occupied() {
        for (int i = 0; i < 3; i++) {
            pace.admit(SCOPE, "Poll");
        }
    }

    private List<Pace.Places> givingWay(int count) {
        List<Pace.Places> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Pace.Places places = new Pace.Places();
            places.giveWay(true);
            placeOf(places, "Poll");
            all.add(places);
        }
        return all;
    }

    @Test
    void polls_take_nothing_from_creates() throws Exception {
        for (int i = 0; i < 1000; i++) {
            call(new Pace.Places(), "Poll");
        }
        assertThat(call(new Pace.Places(), "CreateTrainingJob")).isTrue();
    }

    @Test
    void one_account_takes_nothing_from_another() throws Exception {
        for (int i = 0; i < 1000; i++) {
            call(new Pace.Places(), "Poll");
        }
        assertThat(call(new Pace.Places(), new Scope("999999999999", "eu-central-1", ""), "Poll"))
                .isTrue();
        assertThat(call(new Pace.Places(), new Scope("123456789012", "us-east-1", ""), "Poll"))
                .isTrue();
    }

    @Test
    void a_throttled_call_halves_the_rate() {
        pace.throttled(SCOPE, "Any");
        assertThat(pace.rate(SCOPE, "Any")).isEqualTo(2.5);
    }

    @Test
    void calls_that_are_throttled_together_halve_it_once() {
        for (int i = 0; i < 20; i++) {
            pace.throttled(SCOPE, "Any");
        }
        assertThat(pace.rate(SCOPE, "Any")).isEqualTo(2.5);
    }

    @Test
    void throttling_that_goes_on_halves_it_again_down_to_one_call_in_twenty_seconds() {
        for (int i = 0; i < 100; i++) {
            pace.throttled(SCOPE, "Any");
            now = now.plusSeconds(30);
        }
        assertThat(pace.rate(SCOPE, "Any")).isEqualTo(0.05);
    }

    @Test
    void after_a_throttled_call_nothing_passes_together() throws Exception {
        pace.throttled(SCOPE, "Any");
        assertThat(callsWithin(Duration.ofSeconds(2), "Any")).isLessThanOrEqualTo(5);
    }

    @Test
    void it_comes_back_slowly_and_never_beyond_the_limit() {
        pace.throttled(SCOPE, "Any");
        for (int i = 0; i < 10; i++) {
            pace.answered(SCOPE, "Any");
        }
        assertThat(pace.rate(SCOPE, "Any")).isBetween(3.0, 3.1);
        for (int i = 0; i < 1000; i++) {
            pace.answered(SCOPE, "Any");
        }
        assertThat(pace.rate(SCOPE, "Any")).isEqualTo(5.0);
    }

    @Test
    void jitter_spreads_places_by_half_a_gap_at_most() {
        jitter = 1;
        for (int i = 0; i < 3; i++) {
            pace.admit(SCOPE, "Poll");
        }
        assertThat(placeOf(new Pace.Places(), "Poll")).isEqualTo(now.plusMillis(1500));
    }

    @Test
    void a_call_outside_of_any_run_passes_but_counts() {
        for (int i = 0; i < 3; i++) {
            pace.admit(SCOPE, "Poll");
        }
        assertThatThrownBy(() -> pace.within(new Pace.Places(), () -> {
                    pace.admit(SCOPE, "Poll");
                    return true;
                }))
                .isInstanceOf(CallPostponed.class);
    }

    @Property(tries = 50)
    void however_many_ask_no_more_than_the_rate_and_one_burst_pass(
            @ForAll @IntRange(min = 1, max = 30) int seconds, @ForAll @IntRange(min = 1, max = 200) int waiting)
            throws InterruptedException {
        Pace.Places[] runs = new Pace.Places[waiting];
        for (int i = 0; i < waiting; i++) {
            runs[i] = new Pace.Places();
        }
        int passed = 0;
        for (Instant end = now.plusSeconds(seconds); now.isBefore(end); now = now.plusMillis(200)) {
            for (Pace.Places run : runs) {
                passed += call(run, "Poll") ? 1 : 0;
            }
        }
        assertThat(passed).isLessThanOrEqualTo(seconds + 3);
    }

    @Test
    void a_piece_of_work_that_calls_an_api_twice_comes_to_its_end_when_the_rate_is_used_up() throws Exception {
        while (call(new Pace.Places(), "Describe")) {
            // until the rate is used up
        }
        Pace.Places places = new Pace.Places();
        int tries = 0;
        boolean done = false;
        while (!done && ++tries < 10) {
            now = now.plusMillis(200);
            try {
                done = pace.within(places, () -> {
                    pace.admit(SCOPE, "Describe");
                    pace.admit(SCOPE, "Describe");
                    return true;
                });
            } catch (CallPostponed postponed) {
                now = postponed.until();
            }
        }
        assertThat(tries).isLessThanOrEqualTo(2);
        assertThat(placeOf(new Pace.Places(), "Describe")).isAfterOrEqualTo(now.plusMillis(200));
    }
}
