using Workflows.Http.Live;

namespace Workflows.Http.Tests.Live;

public sealed class LiveListenersTests
{
    [Fact]
    public void One_key_cannot_take_the_room_of_all()
    {
        var listeners = new LiveListeners();
        for (var i = 0; i < LiveListeners.MostOfKey; i++)
        {
            Assert.False(listeners.IsFull("greedy"));
            listeners.Enter("greedy");
        }

        Assert.True(listeners.IsFull("greedy"));
        Assert.False(listeners.IsFull("other"));
        Assert.False(listeners.IsFull(null));
        listeners.Leave("greedy");
        Assert.False(listeners.IsFull("greedy"));
    }
}
