package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a training ended.
 *
 * @param result what the step returns, if it does not fail
 * @param failure why the step fails; "" if it does not
 */
record Conclusion(Map<String, Object> result, String failure) implements Serializable {

    Conclusion {
        result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
    }

    boolean failed() {
        return !failure.isEmpty();
    }

    Conclusion with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(result);
        more.put(key, value);
        return new Conclusion(more, failure);
    }

    /** @throws OperationFailure if the step fails */
    Progress end() {
        if (failed()) {
            throw new OperationFailure(failure);
        }
        return Progress.done(new LinkedHashMap<>(result));
    }
}
