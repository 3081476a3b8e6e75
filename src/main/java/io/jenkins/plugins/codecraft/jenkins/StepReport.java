package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.operation.Report;
import java.time.Instant;
import java.util.Map;

/** What one step tells of itself. Safe for use by many threads. */
public interface StepReport extends Report {

    /** Of a build that keeps no reports. */
    StepReport NONE = new StepReport() {
        @Override
        public void saving() {}

        @Override
        public void succeeded(Map<String, Object> result) {}

        @Override
        public void failed(Throwable cause) {}

        @Override
        public void fact(String name, Object value) {}

        @Override
        public void event(String text) {}

        @Override
        public void event(Instant time, String text) {}

        @Override
        public void point(String metric, Instant time, double value) {}

        @Override
        public void limits(String metric, Double min, Double max) {}
    };

    /** The step's operation is saved next, after which what was told until now is not told again. */
    void saving();

    void succeeded(Map<String, Object> result);

    void failed(Throwable cause);
}
