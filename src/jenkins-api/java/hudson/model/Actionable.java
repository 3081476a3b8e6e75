package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public abstract class Actionable implements ModelObject {
    private final transient List<Action> actions = new CopyOnWriteArrayList<>();

    @NonNull
    public final List<? extends Action> getAllActions() {
        return actions;
    }

    @NonNull
    public <T extends Action> List<T> getActions(Class<T> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void addAction(@NonNull Action a) {
        actions.add(a);
    }

    public boolean addOrReplaceAction(@NonNull Action a) {
        throw new UnsupportedOperationException();
    }

    public <T extends Action> T getAction(Class<T> type) {
        return getActions(type).stream().findFirst().orElse(null);
    }
}
