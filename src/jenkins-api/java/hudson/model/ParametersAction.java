package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

public class ParametersAction implements Action {
    private final List<ParameterValue> parameters;

    public ParametersAction(ParameterValue... parameters) {
        this.parameters = List.of(parameters);
    }

    @CheckForNull
    public ParameterValue getParameter(String name) {
        return parameters.stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
