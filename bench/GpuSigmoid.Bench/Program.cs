using GpuSigmoid.Bench.Tails;

return args is ["tails", ..] ? TailsPicture.Draw(args) : 0;
